// What scripts add to pages that work without them.
import {
  createAll, Button, CharacterCount, Checkboxes, ErrorSummary,
  NotificationBanner, Radios, ServiceNavigation, SkipLink
} from 'govuk-frontend'
import { autosave } from './autosave.mjs'

for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary,
  NotificationBanner, Radios, ServiceNavigation, SkipLink]) {
  createAll(Component)
}

for (const form of document.querySelectorAll('form[data-autosave]')) {
  autosave(form)
}
