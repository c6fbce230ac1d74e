/** Round steps for an axis from 0 that reaches the largest value: at most six of them; whole ones where things are counted. */
export function ticks(most: number, whole = false): number[] {
  if (!(most > 0)) {
    return [0, 1];
  }
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = ([1, 2, 5, 10].find(one => one * power >= rough) ?? 10) * power;
  const step = whole ? Math.max(1, round) : round;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** So many of a row of labels that they do not lie over each other, the first always among them. */
export function thinned(count: number, room: number, each: number): number {
  return Math.max(1, Math.ceil((count * each) / Math.max(room, 1)));
}

/** A table as CSV (RFC 4180). What a spreadsheet would take for a formula is made a text. */
export function csv(rows: (string | number)[][]): string {
  return rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: string | number): string {
  if (typeof value === 'number') {
    return String(value);
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
