/** What the API says of rules and channels; docs/api.md describes it. */
export interface RuleView {
  ruleId: string;
  project: string;
  source: 'file' | 'api';
  version?: number;
  changedBy?: string;
  changedAt?: string;
  problem?: string;
  rule: Record<string, unknown>;
}

export interface DryRun {
  said: string;
  from: string;
  until: string;
  held: number;
  alerts: number;
  messages: number;
  complete: boolean;
  examples: { at: string; about: string; place: string }[];
}

export interface ChannelView { channelId: string; kind: string; resting?: string }

export interface ChannelDetails {
  channel: ChannelView;
  party: { works: boolean; words: string; groups: { name: string; address: string }[] };
  chats: { name: string; chat: string }[];
}

export interface Parking { parked: boolean; byWhom: string; since: string }
