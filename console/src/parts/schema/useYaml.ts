import { useCallback, useMemo, useState } from 'react';
import { isSeq, parseDocument } from 'yaml';
import type { Path } from './schema';

/**
 * A YAML text that is edited as text and by fields at once. A change of a field leaves comments and
 * the order of everything else as they are.
 */
export function useYaml(initial: string) {
  const [text, setText] = useState(initial);
  const parsed = useMemo(() => parse(text), [text]);

  const change = useCallback((path: Path, value: unknown) => {
    setText(before => changed(before, path, value));
  }, []);

  return { text, setText, change, value: parsed.value, mistake: parsed.mistake };
}

function parse(text: string): { value: unknown; mistake?: string } {
  const document = parseDocument(text);
  const mistake = document.errors[0]?.message;
  return mistake === undefined ? { value: document.toJS({ maxAliasCount: 20 }) } : { value: undefined, mistake };
}

/** undefined: what stands at the path shall be gone. */
export function changed(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return text;
  }
  if (value === undefined) {
    document.deleteIn(path);
  } else {
    const around = path.length > 1 ? document.getIn(path.slice(0, -1), false) : document.contents;
    // What was written on one line would else get what is added on the same line.
    if (isSeq(around) && around.items.length === 0) {
      around.flow = false;
    }
    document.setIn(path, value);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** The path of the field that stands at a line and column, as problems name it: `/rules/0/tell`. */
export function fieldAt(text: string, line: number, column: number): string | undefined {
  const lines = text.split('\n');
  const offset = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const document = parseDocument(text);
  let found: string | undefined;
  const look = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null || !('items' in node)) {
      return;
    }
    (node.items as unknown[]).forEach((item, index) => {
      const pair = item as { key?: { value?: unknown; range?: number[] }; value?: { range?: number[] }; range?: number[] };
      const name = pair.key ? String(pair.key.value) : String(index);
      const from = pair.key?.range?.[0] ?? pair.range?.[0] ?? 0;
      const to = (pair.key ? pair.value?.range?.[2] ?? pair.key.range?.[2] : pair.range?.[2]) ?? 0;
      if (offset >= from && offset < Math.max(to, from + 1)) {
        found = `${path}/${name}`;
        look(pair.key ? pair.value : item, found);
      }
    });
  };
  look(document.contents, '');
  return found;
}
