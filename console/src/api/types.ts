// What the API answers with; docs/api.md and /api/docs describe it. Times are ISO 8601, confidences
// 0 to 1, boxes [x, y, width, height] as fractions of the upright picture, origin top left.

export type Role = 'viewer' | 'analyst' | 'admin';

export interface Membership { projectId: string; name: string; role: Role }

export interface Me {
  name: string;
  accountId?: string;
  keyId?: string;
  serverAdmin: boolean;
  secondFactor?: boolean;
  /** May read and change the files of the configuration. */
  configEditor?: boolean;
  projects: Membership[];
}

export interface Page<T> { items: T[]; next?: string }

export type CaptureState = 'received' | 'detected' | 'classified' | 'completed' | 'stored' | 'failed';

export interface Seen {
  category: string;
  label?: string;
  count: number;
  confidence: number;
  labelConfidence?: number;
}

export interface CaptureLinks { self: string; original: string; thumbnail: string; preview: string }

export interface CaptureItem {
  captureId: string;
  projectId: string;
  cameraId: string;
  cameraName: string;
  eventId?: string;
  state: CaptureState;
  kind: 'picture' | 'clip';
  mediaType: string;
  sizeBytes: number;
  width?: number;
  height?: number;
  receivedAt: string;
  capturedAt: string;
  origin: 'live' | 'backlog' | 'reprocessed';
  truncated: boolean;
  seen: Seen[];
  review?: Reviewed;
  links: CaptureLinks;
}

/** What people say of a capture, in a list. */
export interface Reviewed { verified: boolean; flagged: boolean; hidden: boolean; likes: number; tags: string[]; species: string[] }

export type ObservationType = 'animal' | 'human' | 'vehicle' | 'blank' | 'unknown' | 'unclassified';

/** One thing that a person says is on a capture, in the words of Camtrap DP. */
export interface HumanObservation {
  observationType: ObservationType;
  scientificName?: string;
  count?: number;
  sex?: string;
  lifeStage?: string;
  behavior?: string;
  detectionId?: string;
}

export interface Review {
  captureId: string;
  version: number;
  verifiedAt?: string;
  verifiedBy?: string;
  flagged: boolean;
  hidden: boolean;
  note?: string;
  tags: string[];
  likes: number;
  liked: boolean;
  observations: HumanObservation[];
}

export interface ReviewLine { number: number; at: string; who: string; what: string }

export interface WhyAnswer { ruleId?: string; why: string; reason: string }

export interface Species { name: string; times: number }

export interface Classification {
  model: string;
  modelVersion: string;
  rank: number;
  label: string;
  confidence: number;
  classifiedAt: string;
}

export type Box = [x: number, y: number, width: number, height: number];

export interface Detection {
  detectionId: string;
  category: string;
  sourceLabel: string;
  confidence: number;
  bbox: Box;
  classifications: Classification[];
  frameNumber?: number;
  frameSeconds?: number;
  crop: string;
}

export interface Run {
  runId: string;
  model: string;
  modelVersion: string;
  ranAt: string;
  detections: Detection[];
}

export interface Position { latitude: number; longitude: number }

export interface Capture extends Omit<CaptureItem, 'capturedAt' | 'seen' | 'review'> {
  sourceId: string;
  path: string;
  sha256: string;
  completedAt?: string;
  time: { capturedAt: string; raw?: string; zone: string; source: string; flags: string[] };
  position?: Position;
  positionFlags: string[];
  sequence?: { number: number; length?: number };
  facts: Record<string, unknown>;
  failures: { jobId: string; stage: string; reason: string; attempts: number; failedAt: string }[];
  runs: Run[];
  /** Its project makes people on it unrecognisable; an admin of it may ask for the bytes as they are. */
  concealed: boolean;
}

/** The captures before and behind one in its list. */
export interface Neighbours { newer?: string; older?: string }

export type EventState = 'open' | 'acknowledged' | 'closed';
export type EventKind = 'sighting' | 'camera' | 'absence' | 'theft' | 'system';
export type Severity = 'info' | 'warning' | 'critical';

export interface EventItem {
  eventId: string;
  projectId: string;
  cameraId?: string;
  cameraName?: string;
  site?: string;
  kind: EventKind;
  state: EventState;
  severity: Severity;
  startedAt: string;
  endedAt: string;
  captures: number;
  alerts: number;
  version: number;
  note?: string;
  assignedTo?: string;
  acknowledgedAt?: string;
  acknowledgedBy?: string;
  closedAt?: string;
  closedBy?: string;
  summary?: string;
  rule?: string;
  bestCaptureId?: string;
  seen?: string[];
}

export interface EventDetail {
  event: EventItem;
  captures: { captureId: string; capturedAt: string; receivedAt: string; state: CaptureState; self: string }[];
  observations: (Seen & { captures: number })[];
  alerts: { alertId: string; ruleId: string; label: string; count: number; raisedAt: string; self: string }[];
}

export interface TrailEntry { number: number; at: string; what: string; who: string; how: string; detail?: string }

export interface Alert {
  alertId: string;
  projectId: string;
  ruleId: string;
  eventId: string;
  captureId?: string;
  cameraId?: string;
  cameraName?: string;
  label: string;
  count: number;
  confidence: number;
  raisedAt: string;
  severity: Severity;
  captures: number;
  headline?: string;
  deliveries: { due: number; accepted: number; failed: number };
}

export interface Attempt {
  number: number;
  startedAt: string;
  endedAt?: string;
  outcome?: 'accepted' | 'deferred' | 'refused' | 'unknown';
  reason?: string;
  receipt?: string;
}

export type DeliveryState = 'due' | 'accepted' | 'failed';

export interface Delivery {
  deliveryId: string;
  projectId: string;
  alertId: string;
  channel: string;
  recipient: string;
  state: DeliveryState;
  createdAt: string;
  nextAttemptAt?: string;
  settledAt?: string;
  attempts: Attempt[];
}

export interface AlertWithDeliveries { alert: Alert; deliveries: Delivery[] }

export type CameraState = 'pending' | 'approved' | 'retired';

export interface Health {
  at: string;
  batteryPercent?: number;
  storageUsedPercent?: number;
  temperatureCelsius?: number;
  signalCsq?: number;
}

export interface Camera {
  cameraId: string;
  projectId: string;
  deviceId: string;
  name: string;
  state: CameraState;
  sourceId: string;
  profile?: string;
  make?: string;
  model?: string;
  site?: string;
  zone?: string;
  independenceSeconds?: number;
  position?: Position;
  health?: Health;
  firstReceivedAt: string;
  lastReceivedAt: string;
  approvedAt?: string;
  approvedBy?: string;
}

export interface Report { health: Health; reportedAt?: string; picturesTotal?: number; picturesSent?: number }
export interface CameraWithReports { camera: Camera; reports: Report[] }

export interface QuarantinedFile {
  quarantineId: string;
  projectId: string;
  sourceId: string;
  account?: string;
  path: string;
  sizeBytes: number;
  sha256: string;
  reason: string;
  meaning: string;
  detail: string;
  receivedAt: string;
  times: number;
  state: 'waiting' | 'reprocessed';
  settledAt?: string;
  bytes: string;
}

export interface FailedJob {
  jobId: string;
  projectId: string;
  stage: string;
  part: string;
  subjectId: string;
  attempts: number;
  reason: string;
  failedAt: string;
}

export interface Stages {
  waiting: { stage: string; part: string; lane: string; waiting: number; oldestSeconds: number }[];
  failed: { stage: string; failed: number }[];
}

export interface ConfigView {
  appliedAt: string;
  problems: { file: string; line: number; column: number; what: string; howToFix: string }[];
  routeProblems: string[];
}

export interface Member { email: string; role: Role; sites?: string[] }

export interface User { accountId: string; email: string; serverAdmin: boolean; createdAt: string; disabledAt?: string }

export interface Key {
  scopes?: string[];
  cameraId?: string;
  keyId: string;
  projectId: string;
  name: string;
  role: Role;
  createdAt: string;
  expiresAt?: string;
  revokedAt?: string;
  secret?: string;
}

/** Numbers for the first page. What only analysts may know is absent for viewers. */
export interface NowView {
  at: string;
  captures: { lastDay: number; dayBefore: number; byHour: number[] };
  alerts: { lastDay: number; dayBefore: number; byHour: number[] };
  openEvents: number;
  cameras: { approved: number; pending: number; silent: number };
  deliveries: { due: number; failedLastDay: number };
  quarantine?: number;
  failedJobs?: number;
  /** For server admins only. */
  installation?: { parked: boolean; restingChannels: number; configProblems: number; diskUsedPercent: number };
}
