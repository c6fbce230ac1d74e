import '@mantine/core/styles.css';
import './app/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setNonce } from 'get-nonce';
import { App } from './app/App';
import { newQueries } from './app/queries';
import { newRouter } from './app/routes';

/** A page that has all it begins with is drawn once; one that still waits after this time says so. */
const PATIENCE_MILLIS = 200;

const root = document.getElementById('root');
if (!root) {
  throw new Error('the page has no element #root');
}
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce);
const queries = newQueries();
const { begun, router } = newRouter(queries);
void Promise.race([begun, new Promise(resolve => setTimeout(resolve, PATIENCE_MILLIS))]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <App nonce={nonce} queries={queries} router={router} />
    </StrictMode>,
  ),
);
