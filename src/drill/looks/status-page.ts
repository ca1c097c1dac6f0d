// look.status-page: what a provider says about itself.
import { type Look, missing, unknownName } from './look.ts';

/** Status pages are rebuilt on every full five minutes. */
const REBUILT_EVERY_US = 300_000_000;

export const lookStatusPage: Look<'look.status-page'> = ({ scenario, atUs, statusPages }, { provider }) => {
  const known = scenario.world.providers[provider];
  if (known === undefined || !Object.hasOwn(scenario.world.providers, provider))
    return unknownName('provider', provider, Object.keys(scenario.world.providers));
  const news = statusPages.findLast((page) => page.provider === provider && page.atUs <= atUs);
  if (known.statusPage === undefined && news === undefined) return missing(`${provider} has no status page`);
  const { component = provider, shows, text = '' } = { ...known.statusPage, ...news };
  const updatedAtUs = Math.max(news?.atUs ?? -Infinity, lastRebuildUs(scenario.startsAtMs, atUs));
  return { kind: 'status-page', provider, component, shows: shows ?? 'operational', text, updatedAtUs };
};

/** May lie before the start of the run, hence negative. */
function lastRebuildUs(startsAtMs: number, atUs: number): number {
  const everyMs = REBUILT_EVERY_US / 1000;
  const offsetUs = (startsAtMs - Math.floor(startsAtMs / everyMs) * everyMs) * 1000;
  return Math.floor((atUs + offsetUs) / REBUILT_EVERY_US) * REBUILT_EVERY_US - offsetUs;
}
