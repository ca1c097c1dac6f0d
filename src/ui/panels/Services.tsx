// One service from inside: replicas and their versions, configuration as they read it, what it depends on.
import { useEffect, useState } from 'react';
import { useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, countText, Mark, spanWords, type Tone } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

const STATUS_TONE: Record<string, Tone> = { ready: 'ok', starting: 'accent', stopping: 'warn', crashed: 'bad' };

export default function Services() {
  const view = useView();
  const { target, go } = useRoom();
  const services = view.topology.nodes.filter((node) => node.kind === 'service');
  const [chosen, setChosen] = useState<string | undefined>(target ?? services[0]?.id);
  useEffect(() => {
    if (target !== undefined) setChosen(target);
  }, [target]);
  const looked = useLook(chosen === undefined ? undefined : { kind: 'look.service', args: { service: chosen } }, `service ${chosen ?? ''}`);
  const service = looked.result?.kind === 'service' ? looked.result : undefined;
  const atUs = looked.look?.atUs ?? view.nowUs;
  return (
    <div className="stack">
      <div className="row" role="group" aria-label="Service">
        {services.map(({ id, label }) => (
          <button key={id} type="button" className="chip" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
            {label}
          </button>
        ))}
      </div>
      <LookBar looked={looked}>
        <h2>{chosen}</h2>
        {service !== undefined && <span className="mono">{service.version}</span>}
      </LookBar>
      {service === undefined ? (
        <LookState looked={looked} empty="Nothing is known about it." />
      ) : (
        <>
          <div className="scroll-x">
            <table>
              <caption className="visually-hidden">Replicas</caption>
              <thead>
                <tr>
                  <th scope="col">replica</th>
                  <th scope="col">status</th>
                  <th scope="col">version</th>
                  <th scope="col" className="number">
                    up for
                  </th>
                  <th scope="col" className="number">
                    in work
                  </th>
                  <th scope="col" className="number">
                    queued
                  </th>
                </tr>
              </thead>
              <tbody>
                {service.replicas.map((replica) => (
                  <tr key={replica.pod}>
                    <td className="mono small">{replica.pod}</td>
                    <td>
                      <Mark tone={STATUS_TONE[replica.status] ?? 'plain'}>{replica.status}</Mark>
                    </td>
                    <td className="mono small">{replica.version}</td>
                    <td className="number">{spanWords(Math.max(0, atUs - replica.startedAtUs))}</td>
                    <td className="number">{countText(replica.inFlight)}</td>
                    <td className="number">{countText(replica.queued)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {service.replicas.length === 0 && <p className="empty">No replica is running.</p>}
          <div className="two-columns">
            <section className="stack-tight">
              <h3>Configuration</h3>
              <dl className="facts mono small">
                {service.config.map(({ key, value }) => (
                  <div key={key} className="facts-row">
                    <dt>{key}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <section className="stack-tight">
              <h3>Depends on</h3>
              <ul className="row">
                {service.dependencies.map((name) => (
                  <li key={name}>
                    <Mark>{name}</Mark>
                  </li>
                ))}
                {service.dependencies.length === 0 && <li className="quiet">nothing</li>}
              </ul>
              <div className="row">
                <Button size="small" onPress={() => go('logs', chosen)}>
                  Its logs
                </Button>
                <Button size="small" onPress={() => go('changes', chosen)}>
                  Its configuration diff
                </Button>
              </div>
            </section>
          </div>
        </>
      )}
    </div>
  );
}
