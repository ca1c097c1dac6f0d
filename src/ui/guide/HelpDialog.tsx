// The help of the room: hints, the field's words, and the keys. One dialog, so that one key reaches all of it.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useView } from '../app/session-context.tsx';
import { Button, Modal } from '../theme/index.ts';
import { Glossary } from './Glossary.tsx';
import { Hints } from './Hints.tsx';
import { closeHelp, type HelpPage, openHelp, useHelpPlace } from './help-store.ts';
import { SHORTCUTS } from './shortcuts.ts';
import './guide.css';

export function HelpDialog() {
  const place = useHelpPlace();
  const { level } = useView();
  return (
    <Modal title="Help" isOpen={place !== undefined} onClose={closeHelp} wide>
      {place !== undefined && (
        <Tabs className="tabs help-tabs" selectedKey={place.page} onSelectionChange={(page) => openHelp(page as HelpPage)}>
          <TabList className="tab-list" aria-label="Pages of the help">
            <Tab id="keyboard" className="tab">
              Keys
            </Tab>
            <Tab id="glossary" className="tab">
              Glossary
            </Tab>
            <Tab id="hints" className="tab">
              Hints
            </Tab>
          </TabList>
          <TabPanel id="keyboard" className="tab-panel help-page">
            <Keys />
          </TabPanel>
          <TabPanel id="glossary" className="tab-panel help-page">
            <Glossary key={place.term} first={place.term} />
          </TabPanel>
          <TabPanel id="hints" className="tab-panel help-page">
            <Hints />
          </TabPanel>
        </Tabs>
      )}
      <div className="dialog-actions">
        <span className="small quiet grow">
          {level === 'expert' ? 'Explanations beside figures are off at the level expert.' : 'An “i” beside a figure says what it counts.'}
        </span>
        <Button onPress={closeHelp}>Close</Button>
      </div>
    </Modal>
  );
}

function Keys() {
  return (
    <div className="help-keys">
      {SHORTCUTS.map(({ title, shortcuts }) => (
        <section key={title} className="stack-tight" aria-label={title}>
          <h3>{title}</h3>
          <dl className="help-key-list">
            {shortcuts.map((shortcut) => (
              <div key={`${shortcut.keys.join(' ')} ${shortcut.title}`} className="help-key">
                <dt>
                  {shortcut.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>
                  {shortcut.title} {shortcut.note !== '' && <span className="quiet small">{shortcut.note}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
