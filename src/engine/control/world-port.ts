// What control plane and telemetry need of the world: its state to read, its operations to call. The world itself knows neither.
import type { Distribution, SimTimeUs } from '../../schema/index.ts';
import type { Plan } from '../compile/plan.ts';

export interface WorldPort {
  readonly plan: Plan;
  /** Views of the arena; replaced when it grows, so never kept. */
  readonly I: Int32Array;
  readonly F: Float64Array;
  readonly replicaBase: number;
  readonly nowUs: SimTimeUs;
  /** Handles of all replicas of a service that are not free, in order of start. */
  replicasOf(service: number): readonly number[];
  /** A handle, or a negative number when there is no room. */
  startReplica(service: number, version: number, config: ArrayLike<number>, readyInUs: SimTimeUs): number;
  stopReplica(replica: number): void;
  crashReplica(replica: number): void;
  setReplicaConfig(replica: number, key: number, value: number): void;
  deleteService(service: number): void;
  setServiceSlow(service: number, factor: number): void;
  stallService(service: number, untilUs: SimTimeUs): void;
  setDatabaseSlow(database: number, factor: number): void;
  restartDatabase(database: number, forUs: SimTimeUs): void;
  resizePool(pool: number, size: number): void;
  leakConnection(pool: number): boolean;
  returnLeaked(pool: number): void;
  killSessions(pool: number, olderThanUs: SimTimeUs): number;
  forceBreaker(breaker: number, open: boolean): void;
  setProvider(provider: number, values: { connect?: Distribution | undefined; reply?: Distribution | undefined; errors?: number | undefined }): void;
  resetProvider(provider: number): void;
  setJourneyFactor(journey: number, factor: number): void;
}
