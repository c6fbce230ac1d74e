/**
 * How many seconds must be added to a camera's times, from what its clock showed and what the time
 * really was at that moment; both as a field for date and time says them. 0: one of them is missing.
 */
export function shiftSeconds(shown: string, real: string): number {
  const seconds = Math.round((Date.parse(`${real}Z`) - Date.parse(`${shown}Z`)) / 1000);
  return Number.isFinite(seconds) ? seconds : 0;
}
