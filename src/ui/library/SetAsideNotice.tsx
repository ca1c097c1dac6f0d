// Records that could not be read: said once, kept for whoever wants to know why, in nobody's way.
import { downloadText, type SetAside } from '../../host/client/index.ts';
import { useApp } from '../app/services.ts';
import { Button, Notice } from '../theme/index.ts';

const NAMES: Readonly<Record<string, string>> = {
  drills: 'saved drill',
  results: 'result',
  cards: 'card',
  postmortems: 'post-mortem',
  drafts: 'draft',
  preferences: 'choice',
};

export function SetAsideNotice({ records, onChange }: { records: readonly SetAside[]; onChange: () => void }) {
  const { store } = useApp();
  if (records.length === 0) return null;
  return (
    <Notice tone="warn" title={records.length === 1 ? 'One record could not be read' : `${records.length} records could not be read`}>
      <p>
        {records.length === 1 ? 'It is set aside and stands' : 'They are set aside and stand'} in nothing’s way; everything else is as it
        was.
      </p>
      <ul className="stack-tight small">
        {records.slice(0, 5).map(({ store: name, key, problem }) => (
          <li key={`${name}/${key}`}>
            {NAMES[name] ?? name} {key}: {problem}
          </li>
        ))}
        {records.length > 5 && <li>and {records.length - 5} more</li>}
      </ul>
      <div className="row">
        <Button size="small" onPress={() => downloadText('faultline-set-aside.json', JSON.stringify(records, null, 1))}>
          Download
        </Button>
        <Button size="small" kind="quiet" onPress={() => void store.forgetSetAside().then(onChange)}>
          Forget
        </Button>
      </div>
    </Notice>
  );
}
