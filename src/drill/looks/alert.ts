// look.alert: the newest instance of an alert.
import { type Look, missing } from './look.ts';

export const lookAlert: Look<'look.alert'> = ({ trace }, { alert }) => {
  const newest = trace.alerts().findLast((instance) => instance.alert === alert);
  return newest === undefined ? missing(`No alert “${alert}” has been active`) : { kind: 'alert', alert: { ...newest } };
};
