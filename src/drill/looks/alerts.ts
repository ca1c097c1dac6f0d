// look.alerts: all alerts on their way to people: groups, silences, notifications, and what was held back.
import type { Look } from './look.ts';

export const lookAlerts: Look<'look.alerts'> = ({ alerting }) => ({ kind: 'alerts', alerting });
