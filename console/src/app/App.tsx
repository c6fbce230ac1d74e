import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, type RouterProviderProps } from 'react-router-dom';
import { SpeechProvider } from '../i18n';
import { ToastProvider } from '../parts/toasts';
import { colorSchemes, theme, variables } from './theme';

export function App({ nonce, queries, router }: { nonce: string; queries: QueryClient; router: RouterProviderProps['router'] }) {
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
