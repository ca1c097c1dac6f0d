// The registry of looks: one pure function a kind. The same run and instant give the same result at every replay.
import type { EntryArgs, JournalEntry, LookKind, LookResult } from '../../schema/index.ts';
import { lookAlert } from './alert.ts';
import { lookAlerts } from './alerts.ts';
import { lookArtefact } from './artefact.ts';
import { lookChecks } from './checks.ts';
import { lookConsole, lookTable } from './console.ts';
import { lookDeployments } from './deployments.ts';
import { lookDiff } from './diff.ts';
import { lookEvents } from './events.ts';
import { lookLogContext } from './log-context.ts';
import { lookLogs } from './logs.ts';
import type { Look, LookContext } from './look.ts';
import { lookMetrics } from './metrics.ts';
import { lookPods } from './pods.ts';
import { lookPreflight } from './preflight.ts';
import { lookQuery } from './query.ts';
import { lookService } from './service.ts';
import { lookSessions } from './sessions.ts';
import { lookSlos } from './slos.ts';
import { lookStatusPage } from './status-page.ts';
import { lookTrace } from './trace.ts';
import { lookTraces } from './traces.ts';

export type { LookContext } from './look.ts';

const LOOKS: { [K in LookKind]: Look<K> } = {
  'look.alert': lookAlert,
  'look.alerts': lookAlerts,
  'look.metrics': lookMetrics,
  'look.query': lookQuery,
  'look.logs': lookLogs,
  'look.log-context': lookLogContext,
  'look.traces': lookTraces,
  'look.trace': lookTrace,
  'look.console': lookConsole,
  'look.table': lookTable,
  'look.deployments': lookDeployments,
  'look.diff': lookDiff,
  'look.status-page': lookStatusPage,
  'look.artefact': lookArtefact,
  'look.sessions': lookSessions,
  'look.service': lookService,
  'look.preflight': lookPreflight,
  'look.slos': lookSlos,
  'look.pods': lookPods,
  'look.events': lookEvents,
  'look.checks': lookChecks,
};

/** What a look shows; undefined for an entry that is no look. */
export function lookAt(context: LookContext, entry: JournalEntry): LookResult | undefined {
  if (!Object.hasOwn(LOOKS, entry.kind)) return undefined;
  const look = LOOKS[entry.kind as LookKind] as Look<LookKind>;
  return look(context, entry.args as EntryArgs<LookKind>);
}
