import { begun } from './begun';

/** What the server said was wrong, as problem details (RFC 9457). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly fields: { field: string; message: string }[] = [],
    /** Whole seconds until another try makes sense, if the server said so. */
    readonly retryAfterSeconds?: number,
    /** Whether the password was right and the code of an authenticator app is wanted, too. */
    readonly secondFactor = false,
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** The server was not reached at all. Another try may succeed. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

export type Query = Record<string, string | number | undefined | null>;

/** A path with its query; what is undefined, null or empty is left out. */
export function address(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      words.set(name, String(value));
    }
  }
  const text = words.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return send<T>('GET', address(path, query), undefined, signal);
}

/** What the server counted, and when: it may have kept it for a while. */
export interface Counted<T> {
  value: T;
  /** By this browser's clock. */
  at: string;
}

/** As `get`; a header says for how many seconds the answer was kept. */
export async function getCounted<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Counted<T>> {
  const answer = await ask('GET', address(path, query), undefined, signal);
  const seconds = Number(answer.headers.get('Age') ?? 0);
  return { value: (await content(answer)) as T, at: new Date(Date.now() - (Number.isFinite(seconds) ? seconds : 0) * 1000).toISOString() };
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  return send<T>('POST', path, body);
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return send<T>('PUT', path, body);
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return send<T>('PATCH', path, body);
}

export function remove(path: string): Promise<void> {
  return send<void>('DELETE', path);
}

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return (await content(await ask(method, path, body, signal))) as T;
}

async function ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (method !== 'GET') {
    headers['X-XSRF-TOKEN'] = csrfToken(document.cookie);
  }
  let answer: Response;
  try {
    const already = method === 'GET' ? begun(path) : undefined;
    answer = await (already ??
      fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }));
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw new Unreachable();
  }
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer;
}

/** Some answers have no content, whatever their status says. */
async function content(answer: Response): Promise<unknown> {
  const text = answer.status === 204 ? '' : await answer.text();
  return text === '' ? undefined : JSON.parse(text);
}

export function csrfToken(cookies: string): string {
  const pair = cookies.split('; ').find(cookie => cookie.startsWith('XSRF-TOKEN='));
  return pair ? decodeURIComponent(pair.slice('XSRF-TOKEN='.length)) : '';
}

async function problem(answer: Response): Promise<ApiProblem> {
  const retry = Number(answer.headers.get('Retry-After'));
  const seconds = Number.isFinite(retry) && retry > 0 ? retry : undefined;
  const said: unknown = await answer.json().catch(() => undefined);
  const detail = isObject(said) && typeof said['detail'] === 'string' ? said['detail'] : answer.statusText;
  const fields = isObject(said) && Array.isArray(said['errors']) ? said['errors'].filter(isFieldError) : [];
  return new ApiProblem(answer.status, detail, fields, seconds, isObject(said) && said['secondFactor'] === true);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldError(value: unknown): value is { field: string; message: string } {
  return isObject(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string';
}
