// The control plane's state: pods, revisions, deployments, rollouts, running faults and what is scheduled. Plain data without shared references,
// so that a snapshot is its JSON text and nothing else; every change of it follows from the scenario, the commands and the world's notes.
import type { Change, ConfigValue, DeploymentRecord, Fault, SimTimeUs } from '../../schema/index.ts';

/** A version of a service together with its configuration; a changed value makes a new revision, `2.4.2+1`. */
export interface Revision {
  version: string;
  config: [key: string, value: ConfigValue][];
}

export type PodStatus = 'starting' | 'ready' | 'stopping' | 'crashed';

/** One pod. It is in the list from its start until it is gone; `replica` is the world's handle, -1 without a process. */
export interface Pod {
  serial: number;
  service: number;
  replica: number;
  name: string;
  revision: number;
  status: PodStatus;
  startedAtUs: SimTimeUs;
  /** Index of its node; -1 while no node takes it. */
  node: number;
  /** Draws decided that it never becomes ready. */
  stillborn: boolean;
}

/** One line of a service's history: revision numbers and the row in the deployment records. */
export interface HistoryEntry {
  from: number;
  to: number;
  record: number;
  eachUs: SimTimeUs;
  rollbackFails: number;
}

export interface ServiceControl {
  deleted: boolean;
  /** Replicas it should have. */
  desired: number;
  revisions: Revision[];
  /** The revision new pods get. */
  current: number;
  history: HistoryEntry[];
  /** How many config revisions were made by hand, by version. */
  edits: number;
}

export interface Rollout {
  id: number;
  service: number;
  strategy: 'rolling' | 'blue-green' | 'restart';
  /** What asked for it; only a deployment or configuration change may be cut short by a rollback. */
  purpose: 'deploy' | 'rollback' | 'config' | 'restart';
  to: number;
  /** Row in the deployment records; -1 for a restart. */
  record: number;
  eachUs: SimTimeUs;
  fails: number;
  startedAtUs: SimTimeUs;
  /** Pods with smaller serials were there before it. */
  firstSerial: number;
  paused: boolean;
  /** A step came due while paused. */
  held: boolean;
  /** Serials: the pod being replaced and its successor (-1: none); for blue-green all successors. */
  old: number;
  fresh: number[];
  tries: number;
  done: number;
  total: number;
}

export interface RunningFault {
  id: number;
  fault: Fault;
  beganAtUs: SimTimeUs;
}

/** What happens at a scheduled instant. */
export type Action =
  | { do: 'change'; change: Change }
  | { do: 'fault'; fault: Fault }
  | { do: 'fault.end'; id: number }
  | { do: 'fault.tick'; id: number }
  | { do: 'rollout.start-replica'; id: number }
  | { do: 'rollout.swap'; id: number }
  | { do: 'rollout.start-green'; id: number }
  | { do: 'rollout.switch'; id: number }
  | { do: 'restart.replica'; id: number }
  | { do: 'pod.kill'; serial: number }
  | { do: 'node.drain'; node: number };

export interface Scheduled {
  atUs: SimTimeUs;
  seq: number;
  action: Action;
}

export interface ControlState {
  seq: number;
  scheduled: Scheduled[];
  nextSerial: number;
  nextId: number;
  nodes: { name: string; schedulable: boolean }[];
  pods: Pod[];
  /** Names of pods that are gone since the last scrape. */
  gone: string[];
  services: ServiceControl[];
  rollouts: Rollout[];
  /** Breakers held open by hand. */
  forced: number[];
  faults: RunningFault[];
  deployments: DeploymentRecord[];
}
