// Saves the draft of a form: 20 seconds after the last keystroke, and when the
// page is hidden.  The server keeps it; nothing is kept on this machine.
const WAIT = 20000

const clock = time => time.toLocaleTimeString('en-GB', {
  hour: 'numeric', minute: '2-digit', hour12: true
}).replace(' ', '')

export function autosave (form, now = () => new Date()) {
  const state = form.querySelector('[data-autosave-state]')
  let timer = null
  let changed = false

  const say = (words, role) => {
    if (state === null) return
    if (role) state.setAttribute('role', role)
    else state.removeAttribute('role')
    state.hidden = false
    state.textContent = words
  }

  const body = () => {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') fields.append(name, value)
    }
    fields.set('draft', 'auto')
    return fields
  }

  const save = async () => {
    clearTimeout(timer)
    if (!changed) return
    changed = false
    try {
      const answer = await fetch(form.action, {
        method: 'POST', body: body(), keepalive: true, redirect: 'error'
      })
      if (!answer.ok) throw new Error(answer.status)
      say(`Draft saved at ${clock(now())}`)
    } catch {
      changed = true
      say('Your draft could not be saved. Select “Save as draft” to try again.',
        'status')
    }
  }

  form.addEventListener('input', () => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(save, WAIT)
  })
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    changed = false
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save()
  })
}
