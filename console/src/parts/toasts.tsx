import { Notification } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { ApiProblem } from '../api/client';
import { useSpeech } from '../i18n';

interface Toast { id: number; text: string; bad: boolean }
interface Toasts { tell: (text: string) => void; complain: (failure: Error) => void }

const ToastContext = createContext<Toasts | null>(null);
const SHOWN_MILLIS = 6_000;

/** Short messages about what was just done. What failed stays until it is closed. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  const [toasts, setToasts] = useState<Toast[]>([]);
  const drop = useCallback((id: number) => setToasts(all => all.filter(one => one.id !== id)), []);
  const add = useCallback(
    (text: string, bad: boolean) => {
      const id = performance.now();
      setToasts(all => [...all.slice(-2), { id, text, bad }]);
      if (!bad) {
        window.setTimeout(() => drop(id), SHOWN_MILLIS);
      }
    },
    [drop],
  );
  const value = useMemo<Toasts>(
    () => ({
      tell: text => add(text, false),
      complain: failure => add(failure instanceof ApiProblem ? [failure.detail, ...failure.fields.map(one => `${one.field}: ${one.message}`)].join(' ') : t('failed.unreachable'), true),
    }),
    [add, t],
  );
  return (
    <ToastContext value={value}>
      {children}
      <div className="toasts" aria-live="polite">
        {toasts.map(one => (
          <Notification key={one.id} withBorder color={one.bad ? 'red' : 'moss'} onClose={() => drop(one.id)} closeButtonProps={{ 'aria-label': t('close') }}>
            {one.text}
          </Notification>
        ))}
      </div>
    </ToastContext>
  );
}

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) {
    throw new Error('useToasts outside of its provider');
  }
  return toasts;
}
