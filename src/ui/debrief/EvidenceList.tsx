// Evidence of a verdict: entries and stretches of time that a click replays, and what was absent.
import type { Evidence } from '../../schema/index.ts';
import { useView } from '../app/session-context.tsx';
import { Button, sincePage, spanText } from '../theme/index.ts';

export function EvidenceList({ evidence, onShow }: { evidence: readonly Evidence[]; onShow: (atUs: number) => Promise<void> }) {
  const view = useView();
  const at = (us: number) => sincePage(us, view.tPlusZeroUs) ?? spanText(us);
  if (evidence.length === 0) return null;
  return (
    <ul className="evidence small">
      {evidence.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: evidence is a fixed list
        <li key={index}>
          {item.kind === 'entry' && (
            <Button kind="link" onPress={() => void onShow(item.atUs)}>
              {at(item.atUs)} {item.text}
            </Button>
          )}
          {item.kind === 'span' && (
            <Button kind="link" onPress={() => void onShow(item.toUs)}>
              {at(item.fromUs)} to {at(item.toUs)} {item.text}
            </Button>
          )}
          {item.kind === 'absence' && <span className="quiet">{item.text}</span>}
        </li>
      ))}
    </ul>
  );
}
