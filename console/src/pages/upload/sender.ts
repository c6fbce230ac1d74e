import { csrfToken, get, post } from '../../api/client';
import type { CardFile } from './files';

/** How far a card is. Numbers of files, and bytes of those that are sent. */
export interface Sent { files: number; done: number; known: number; failed: number; bytes: number; sentBytes: number; problems: { path: string; why: string }[] }

interface Unfinished { uploadId: string; path: string; sizeBytes: number; state: string; offset: number }

const PIECE = 4 * 1024 * 1024;
const AT_ONCE = 3;
const HASHES_AT_ONCE = 200;
/** Larger files are not read twice: the server finds out whether it knows them. */
const LARGEST_HASHED = 64 * 1024 * 1024;
const TRIES = 6;
const SHOWN_PROBLEMS = 50;

/** A piece was refused; sending it again makes no sense. */
class Refused extends Error {}

/** Sends the files of one card, some at a time, and goes on where a line broke. */
export class Sender {
  private readonly state: Sent;
  private readonly stopping = new AbortController();

  constructor(private readonly cardId: string, private readonly files: CardFile[], private readonly tell: (sent: Sent) => void) {
    this.state = { files: files.length, done: 0, known: 0, failed: 0, bytes: files.reduce((sum, one) => sum + one.file.size, 0), sentBytes: 0, problems: [] };
  }

  stop(): void {
    this.stopping.abort();
  }

  /** Ends when all are there, known or refused, or when it was stopped. */
  async run(): Promise<void> {
    const begun = new Map<string, Unfinished>();
    for (const one of await get<Unfinished[]>(`/api/cards/${this.cardId}/files`)) {
      if (one.state === 'receiving') {
        begun.set(`${one.path}|${one.sizeBytes}`, one);
      }
    }
    for (let i = 0; i < this.files.length && !this.stopping.signal.aborted; i += HASHES_AT_ONCE) {
      await this.some(this.files.slice(i, i + HASHES_AT_ONCE), begun);
    }
  }

  private async some(files: CardFile[], begun: Map<string, Unfinished>): Promise<void> {
    const hashes = new Map<CardFile, string>();
    for (const one of files) {
      const hash = await sha256(one.file);
      if (hash) {
        hashes.set(one, hash);
      }
    }
    const answer = hashes.size === 0 ? { known: [] } : await this.patiently(() => post<{ known: string[] }>(`/api/cards/${this.cardId}/known`, { sha256: [...new Set(hashes.values())] }));
    const known = new Set(answer.known);
    const waiting = files.filter(one => {
      const isKnown = known.has(hashes.get(one) ?? '');
      if (isKnown) {
        this.state.known++;
        this.state.bytes -= one.file.size;
      }
      return !isKnown;
    });
    this.say();
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one && !this.stopping.signal.aborted; one = waiting.shift()) {
        await this.one(one, hashes.get(one), begun.get(`${one.path}|${one.file.size}`));
      }
    });
    await Promise.all(lanes);
  }

  private async one(one: CardFile, hash: string | undefined, begun: Unfinished | undefined): Promise<void> {
    let sent = 0;
    try {
      const link = begun ? `/api/uploads/${begun.uploadId}` : await this.patiently(() => this.begin(one, hash));
      sent = begun?.offset ?? 0;
      this.state.sentBytes += sent;
      while (sent < one.file.size && !this.stopping.signal.aborted) {
        const before = sent;
        sent = await this.patiently(async () => this.piece(link, await this.offset(link, before), one.file));
        this.state.sentBytes += sent - before;
        this.say();
      }
      if (sent >= one.file.size) {
        this.state.done++;
      }
    } catch (failure) {
      if (!this.stopping.signal.aborted) {
        this.state.failed++;
        this.state.sentBytes += one.file.size - sent;
        if (this.state.problems.length < SHOWN_PROBLEMS) {
          this.state.problems.push({ path: one.path, why: failure instanceof Error ? failure.message : String(failure) });
        }
      }
    }
    this.say();
  }

  private async begin(one: CardFile, hash: string | undefined): Promise<string> {
    const said: Record<string, string> = { card: this.cardId, path: one.path, modified: String(one.file.lastModified), ...(hash ? { sha256: hash } : {}) };
    const metadata = Object.entries(said).map(([name, value]) => `${name} ${base64(value)}`).join(',');
    const answer = await this.send('POST', '/api/uploads', { 'Upload-Length': String(one.file.size), 'Upload-Metadata': metadata });
    return answer.headers.get('Location') ?? '';
  }

  /** Only the server knows how much of a broken piece has come. */
  private async offset(link: string, sent: number): Promise<number> {
    if (sent === 0) {
      return 0;
    }
    const answer = await this.send('HEAD', link, {});
    return Number(answer.headers.get('Upload-Offset'));
  }

  private async piece(link: string, from: number, file: File): Promise<number> {
    const answer = await this.send('PATCH', link, { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(from) }, file.slice(from, from + PIECE));
    return Number(answer.headers.get('Upload-Offset'));
  }

  private async send(method: string, path: string, headers: Record<string, string>, body?: Blob): Promise<Response> {
    const answer = await fetch(path, {
      method,
      headers: { ...headers, 'Tus-Resumable': '1.0.0', 'X-XSRF-TOKEN': csrfToken(document.cookie) },
      credentials: 'same-origin',
      signal: this.stopping.signal,
      ...(body ? { body } : {}),
    });
    if (!answer.ok) {
      const said = (await answer.json().catch(() => ({}))) as { detail?: string; errors?: { field: string; message: string }[] };
      const why = [said.detail ?? answer.statusText, ...(said.errors ?? []).map(one => `${one.field} ${one.message}`)].join(' ');
      throw answer.status >= 500 || answer.status === 429 || answer.status === 409 ? new Error(why) : new Refused(why);
    }
    return answer;
  }

  /** A broken line or a busy server is waited for; what was refused is not tried again. */
  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (failure) {
        if (failure instanceof Refused || tries >= TRIES || this.stopping.signal.aborted) {
          throw failure;
        }
        await new Promise(done => window.setTimeout(done, 500 * 2 ** tries));
      }
    }
  }

  private say(): void {
    this.tell({ ...this.state, problems: [...this.state.problems] });
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Undefined where the browser does not offer it: on an address that is neither https nor localhost. */
async function sha256(file: File): Promise<string | undefined> {
  if (!window.isSecureContext || file.size > LARGEST_HASHED) {
    return undefined;
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
