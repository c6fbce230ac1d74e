import { ApiProblem, get, post, remove } from '../api/client';

/** What this browser can do about notifications, and has been asked to. */
export type State = 'unable' | 'unoffered' | 'denied' | 'off' | 'on';

interface Offered { offered: boolean; publicKey: string }
interface Subscription { subscriptionId: string; label: string; server: string; createdAt: string; usedAt?: string }

const SCRIPT = '/sw.js';
const KEPT = 'trapline.push';

/** Base64url without padding, as bytes. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const result = new Uint8Array(new ArrayBuffer(plain.length));
  for (let i = 0; i < plain.length; i++) {
    result[i] = plain.charCodeAt(i);
  }
  return result;
}

/** Whether two keys are the same; a browser that knows none has none. */
export function isSameKey(known: ArrayBuffer | null | undefined, wanted: Uint8Array): boolean {
  const has = new Uint8Array(known ?? new ArrayBuffer(0));
  return has.length === wanted.length && has.every((byte, i) => byte === wanted[i]);
}

/** A name by which the owner knows this browser again. */
export function label(agent: string): string {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find(name => agent.includes(name)) ?? 'Browser';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find(name => agent.includes(name));
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera' };
  return [names[browser] ?? browser, system].filter(Boolean).join(', ');
}

/** How it stands in this browser now. */
export async function state(): Promise<State> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return 'unable';
  }
  const { offered } = await get<Offered>('/api/push');
  if (!offered) {
    return 'unoffered';
  }
  if (Notification.permission === 'denied') {
    return 'denied';
  }
  const kept = localStorage.getItem(KEPT);
  const mine = kept ? await get<Subscription[]>('/api/push/subscriptions') : [];
  const registration = await navigator.serviceWorker.getRegistration();
  const subscribed = await registration?.pushManager.getSubscription();
  return subscribed && mine.some(one => one.subscriptionId === kept) ? 'on' : 'off';
}

/** Asks the owner of this browser, and tells the server. */
export async function turnOn(): Promise<State> {
  if ((await Notification.requestPermission()) !== 'granted') {
    return Notification.permission === 'denied' ? 'denied' : 'off';
  }
  const key = bytes((await get<Offered>('/api/push')).publicKey);
  await navigator.serviceWorker.register(SCRIPT);
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  // A subscription belongs to the key with which it was made.
  if (before && !isSameKey(before.options.applicationServerKey, key)) {
    await before.unsubscribe();
  }
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  const made = await post<Subscription>('/api/push/subscriptions', { endpoint, keys, label: label(navigator.userAgent) });
  localStorage.setItem(KEPT, made.subscriptionId);
  return 'on';
}

/** Takes it back, here and at the server. */
export async function turnOff(): Promise<State> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  const kept = localStorage.getItem(KEPT);
  localStorage.removeItem(KEPT);
  if (kept) {
    await remove(`/api/push/subscriptions/${kept}`).catch(unlessGone);
  }
  return 'off';
}

/** Whoever logs out leaves no alerts behind for the next person. Nobody is kept in because that failed. */
export async function leave(): Promise<void> {
  if (localStorage.getItem(KEPT)) {
    await turnOff().catch(() => localStorage.removeItem(KEPT));
  }
}

function unlessGone(failure: Error) {
  if (!(failure instanceof ApiProblem && failure.status === 404)) {
    throw failure;
  }
}
