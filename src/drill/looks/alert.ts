// look.alert: the newest instance of an alert, and the rule that it comes from.
import { type Look, missing } from './look.ts';

export const lookAlert: Look<'look.alert'> = ({ scenario, trace }, { alert }) => {
  const newest = trace.alerts().findLast((instance) => instance.alert === alert);
  if (newest === undefined) return missing(`No alert “${alert}” has been active`);
  return { kind: 'alert', alert: { ...newest }, rule: ruleOf(scenario.rules, alert) };
};

/** Of the scenario's rule file, which was checked before the drill began. */
function ruleOf(rules: unknown, alert: string): { expr: string; for: string } | undefined {
  const file = rules as { groups?: readonly { rules?: readonly Record<string, unknown>[] }[] } | null | undefined;
  const rule = file?.groups?.flatMap((group) => group.rules ?? []).find((one) => one['alert'] === alert);
  return rule === undefined ? undefined : { expr: String(rule['expr'] ?? '').trim(), for: String(rule['for'] ?? '0s') };
}
