// look.status-page: what a provider says about itself.
import { type Look, missing, unknownName } from './look.ts';

/** Status pages are rebuilt on every full five minutes. */
const REBUILT_EVERY_US = 300_000_000;

export const lookStatusPage: Look<'look.status-page'> = ({ scenario, atUs }, { provider }) => {
  const known = scenario.world.providers[provider];
  if (known === undefined || !Object.hasOwn(scenario.world.providers, provider))
    return unknownName('provider', provider, Object.keys(scenario.world.providers));
  if (known.statusPage === undefined) return missing(`${provider} has no status page`);
  const { component, shows, text = '' } = known.statusPage;
  return { kind: 'status-page', provider, component, shows, text, updatedAtUs: lastRebuildUs(scenario.startsAtMs, atUs) };
};

/** May lie before the start of the run, hence negative. */
function lastRebuildUs(startsAtMs: number, atUs: number): number {
  const everyMs = REBUILT_EVERY_US / 1000;
  const offsetUs = (startsAtMs - Math.floor(startsAtMs / everyMs) * everyMs) * 1000;
  return Math.floor((atUs + offsetUs) / REBUILT_EVERY_US) * REBUILT_EVERY_US - offsetUs;
}
