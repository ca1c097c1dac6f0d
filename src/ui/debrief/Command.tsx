// How the response was led: severities beside the matrix, what was due by when, who held which role, hand-overs, ends declared too early.
import type { CommandReview, DrillView } from '../../schema/index.ts';
import { Mark, sincePage, spanText, type Tone } from '../theme/index.ts';
import { dueText } from './due-text.ts';
import { EvidenceList } from './EvidenceList.tsx';

const SEVERITY_TONE: Record<CommandReview['severities'][number]['verdict'], Tone> = {
  fits: 'ok',
  'too low': 'bad',
  'too high': 'warn',
  open: 'plain',
};
const TARGET_TONE: Record<CommandReview['targets'][number]['verdict'], Tone> = { met: 'ok', missed: 'bad', open: 'plain' };

export function Command({ command, view, onShow }: { command: CommandReview; view: DrillView; onShow: (atUs: number) => Promise<void> }) {
  const { severities, targets, roles, handOvers, premature } = command;
  if (severities.length + targets.length + handOvers.length + premature.length === 0 && roles.every(({ holder }) => holder === undefined))
    return null;
  const when = (us: number) => sincePage(us, view.tPlusZeroUs) ?? spanText(us);
  return (
    <section className="card stack" aria-labelledby="command-title">
      <h2 id="command-title">How it was led</h2>
      <ul className="criteria">
        {severities.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <li key={`severity ${index}`}>
            <div className="row">
              <Mark tone={SEVERITY_TONE[one.verdict]}>{one.verdict}</Mark>
              <strong>
                Declared {one.declared}
                {one.advised !== undefined && one.advised !== one.declared && `, the matrix said ${one.advised}`}
              </strong>
            </div>
            <p className="small">{one.because}</p>
            <EvidenceList evidence={one.evidence} onShow={onShow} />
          </li>
        ))}
        {targets.map((one) => (
          <li key={`target ${one.what}`}>
            <div className="row">
              <Mark tone={TARGET_TONE[one.verdict]}>{one.verdict}</Mark>
              <strong>{one.what}</strong>
              <span className="small quiet">{dueText(one, view.tPlusZeroUs)}</span>
            </div>
            <EvidenceList evidence={one.evidence} onShow={onShow} />
          </li>
        ))}
        {handOvers.map((one) => (
          <li key={`hand-over ${one.seq}`}>
            <div className="row">
              <Mark tone={one.missing.length === 0 ? 'ok' : 'warn'}>{one.missing.length === 0 ? 'complete' : 'incomplete'}</Mark>
              <strong>
                Handed over {one.role} to {one.to}
              </strong>
            </div>
            {one.missing.length > 0 && <p className="small">The note left out {one.missing.join(', ')}.</p>}
            <EvidenceList evidence={one.evidence} onShow={onShow} />
          </li>
        ))}
        {premature.map((one) => (
          <li key={`premature ${one.atUs}`}>
            <div className="row">
              <Mark tone="bad">too early</Mark>
              <strong>Declared over at {when(one.atUs)}</strong>
            </div>
            <p className="small">{one.because}</p>
            <EvidenceList evidence={one.evidence} onShow={onShow} />
          </li>
        ))}
      </ul>
      {roles.length > 0 && (
        <p className="small">
          {roles
            .map(
              ({ role, holder, atUs }) =>
                `${role}: ${holder ?? 'nobody'}${atUs === undefined ? '' : ` from ${atUs === 0 ? 'the start' : when(atUs)}`}`,
            )
            .join(' · ')}
        </p>
      )}
    </section>
  );
}
