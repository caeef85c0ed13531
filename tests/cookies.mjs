// The cookies that an answer sets, a line each: Debian's Node knows no
// Headers.getSetCookie().  A date holds a comma, and no name follows it.
export const cookiesSet = headers => (headers.get('set-cookie') ?? '')
  .split(/, (?=[^;,=\s]+=)/).filter(line => line !== '')
