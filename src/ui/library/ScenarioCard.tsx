// One scenario to play: what it is about, how hard and how long, and the seed for those who want to choose it.
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { SavedDrill } from '../../host/client/index.ts';
import type { ScenarioCardData } from '../app/scenario-source.ts';
import { freshSeed } from '../app/services.ts';
import { Button, Mark, TextField } from '../theme/index.ts';

const DIFFICULTY = ['', 'one clear signal', 'one cause, several symptoms', 'misleading symptoms', 'several faults', 'everything at once'];
const SEED = /^[A-Za-z0-9_-]{1,34}$/;

export function ScenarioCard({ card, best }: { card: ScenarioCardData; best: SavedDrill['score'] }) {
  const [, navigate] = useLocation();
  const [seed, setSeed] = useState(freshSeed);
  const seedOk = SEED.test(seed);
  const level = Math.max(1, Math.min(5, card.difficulty));
  return (
    <article className="card scenario-card" aria-labelledby={`card-${card.slug}`}>
      <div className="row-between">
        <h3 id={`card-${card.slug}`}>{card.title}</h3>
        <span className="small quiet">{card.lengthText}</span>
      </div>
      <p>{card.summary}</p>
      {card.problem !== undefined && <Mark tone="bad">Cannot be read: {card.problem}</Mark>}
      {card.objectives.length > 0 && (
        <div className="stack-tight">
          <h4 className="field-label">You practise to</h4>
          <ul className="scenario-objectives">
            {card.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="row">
        <span className="row difficulty" role="img" aria-label={`Difficulty ${level} of 5: ${DIFFICULTY[level]}`}>
          {[1, 2, 3, 4, 5].map((step) => (
            <span key={step} data-on={step <= level} />
          ))}
        </span>
        <span className="small quiet">{DIFFICULTY[level]}</span>
        {card.tags.map((tag) => (
          <Mark key={tag}>{tag}</Mark>
        ))}
      </div>
      <div className="row-between scenario-start">
        <div className="row">
          <Button kind="primary" isDisabled={!seedOk || card.problem !== undefined} onPress={() => navigate(`/start/${card.slug}/${seed}`)}>
            Start this drill
          </Button>
          {best !== undefined && (
            <span className="small quiet">
              Best so far {best.points} of {best.pointsMax}
            </span>
          )}
        </div>
        <Disclosure>
          <Heading level={4} className="small">
            <AriaButton slot="trigger" className="button" data-kind="quiet" data-size="small">
              Advanced
            </AriaButton>
          </Heading>
          <DisclosurePanel>
            <TextField
              label="Seed"
              value={seed}
              onChange={setSeed}
              help={seedOk ? 'The same seed and the same actions give the same drill.' : 'One to 34 letters, digits, - or _.'}
            />
          </DisclosurePanel>
        </Disclosure>
      </div>
    </article>
  );
}
