// The people of the drill: what each knows, does and cannot do; what was asked of them and what came of it.
import { useView } from '../app/session-context.tsx';

export default function People() {
  const view = useView();
  return (
    <ul className="stack">
      {view.people.map((person) => (
        <li key={person.id} className="card stack-tight">
          <h3>{person.name}</h3>
          <p className="small quiet">{person.role}</p>
        </li>
      ))}
    </ul>
  );
}
