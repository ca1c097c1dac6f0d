// Other names under which scraped series answer: those of Prometheus' own client libraries, which most rules in the wild are written for.
// A view, nothing is stored twice. Only a selector with the exact name sees them: a listing, a pattern over names or an export has each series once.
type Labels = Readonly<Record<string, string>>;

export interface SeriesAlias {
  /** The name in the store. */
  stored: string;
  /** Labels as they are shown. The same object for the same series each time. */
  labels(stored: Labels): Labels;
}

/** Name shown → name stored. */
const NAMES: readonly (readonly [string, string])[] = [
  ['http_requests_total', 'http_server_requests_total'],
  ['http_request_duration_seconds_bucket', 'http_server_request_duration_seconds_bucket'],
  ['http_request_duration_seconds_sum', 'http_server_request_duration_seconds_sum'],
  ['http_request_duration_seconds_count', 'http_server_request_duration_seconds_count'],
];
/** Label stored → label shown; all others keep their names. */
const LABELS: Labels = { http_response_status_code: 'status', http_route: 'route' };

const ALIASES: ReadonlyMap<string, SeriesAlias> = new Map(
  NAMES.map(([shown, stored]): [string, SeriesAlias] => {
    const known = new WeakMap<Labels, Labels>();
    return [
      shown,
      {
        stored,
        labels(labels) {
          let renamed = known.get(labels);
          if (renamed === undefined) {
            renamed = Object.fromEntries(
              Object.entries(labels).map(([name, value]) => (name === '__name__' ? [name, shown] : [LABELS[name] ?? name, value])),
            );
            known.set(labels, renamed);
          }
          return renamed;
        },
      },
    ];
  }),
);

export const aliasOf = (name: string | undefined): SeriesAlias | undefined => (name === undefined ? undefined : ALIASES.get(name));
