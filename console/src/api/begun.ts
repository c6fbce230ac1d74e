declare global {
  /** By address; index.html asks before any code of the console has come. */
  var traplineBegun: Record<string, Promise<Response>> | undefined;
}

/** The answer that the page itself has asked for already, if it is this one. Each is given once: whoever asks again wants a new one. */
export function begun(address: string): Promise<Response> | undefined {
  const all = globalThis.traplineBegun;
  const answer = all?.[address];
  if (all && answer) {
    delete all[address];
  }
  return answer;
}
