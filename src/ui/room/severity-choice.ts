// What choosing a severity means against the one that stands and the one that is advised. Pure.
import type { DrillView, Severity } from '../../schema/index.ts';

export const SEVERITIES = ['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'] as const satisfies readonly Severity[];

export const isSeverity = (value: unknown): value is Severity => (SEVERITIES as readonly unknown[]).includes(value);

/** What the dialog begins with: the advice, else what stands, else the second one, which is easily lowered. */
export function severityToBegin({ severity, severityAdvice }: Pick<DrillView, 'severity' | 'severityAdvice'>): Severity {
  if (severityAdvice !== undefined) return severityAdvice.severity;
  return isSeverity(severity) ? severity : 'SEV-2';
}

/** SEV-1 is the worst: a smaller number raises. */
export function severityVerb(standing: string | undefined, chosen: Severity): 'Declare' | 'Raise to' | 'Lower to' | 'Keep' {
  if (!isSeverity(standing)) return 'Declare';
  if (standing === chosen) return 'Keep';
  return SEVERITIES.indexOf(chosen) < SEVERITIES.indexOf(standing) ? 'Raise to' : 'Lower to';
}
