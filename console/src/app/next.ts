/**
 * Where to go after the login: only to an address of this server, so that nobody is sent elsewhere
 * by a link to the login page.
 */
export function safeNext(next: string | null): string {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) {
    return '/';
  }
  return next.startsWith('/login') ? '/' : next;
}

/** Whether another part of the server answers there, so that the browser must open it anew. */
export function isElsewhere(path: string): boolean {
  return /^\/(api|actuator|swagger-ui)(\/|$)/.test(path);
}
