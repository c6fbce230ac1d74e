import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useSpeech } from '../../i18n';
import { ProblemList, type Problem } from './ProblemList';

/** A text with its mistakes below it; choosing one goes to its line. */
export function YamlText({ label, text, onChange, problems = [], mistake, readOnly = false }: { label: string; text: string; onChange?: (text: string) => void; problems?: Problem[]; mistake?: string | undefined; readOnly?: boolean }) {
  const { t } = useSpeech();
  const area = useRef<HTMLTextAreaElement>(null);
  const go = (line: number) => {
    const from = text.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const end = text.indexOf('\n', from);
    area.current?.focus();
    area.current?.setSelectionRange(from, end < 0 ? text.length : end);
  };
  return (
    <div>
      <Textarea
        ref={area}
        label={label}
        value={text}
        readOnly={readOnly}
        autosize
        minRows={12}
        maxRows={34}
        spellCheck={false}
        error={mistake && `${t('yaml.mistake')} ${mistake}`}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.85rem', lineHeight: 1.5, whiteSpace: 'pre', overflowX: 'auto' } }}
        onChange={event => onChange?.(event.currentTarget.value)}
      />
      <ProblemList problems={problems} go={go} />
    </div>
  );
}
