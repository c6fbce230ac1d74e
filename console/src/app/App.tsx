import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router-dom';
import { SpeechProvider } from '../i18n';
import { ToastProvider } from '../parts/toasts';
import { newQueries } from './queries';
import { newRouter } from './routes';
import { colorSchemes, theme, variables } from './theme';

export function App({ nonce }: { nonce: string }) {
  const [queries] = useState(newQueries);
  const [router] = useState(() => newRouter(queries));
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      cssVariablesResolver={variables}
      getStyleNonce={() => nonce}
    >
      <SpeechProvider>
        <ToastProvider>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ToastProvider>
      </SpeechProvider>
    </MantineProvider>
  );
}
