// The menu of layouts: one per role, what is closed, and the way back to how a preset came.
import { Columns3 } from 'lucide-react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../../theme/index.ts';
import { useRoom } from '../room-context.tsx';
import { useTools } from '../use-tools.ts';
import { type DockControl, useDock } from './dock-context.tsx';
import { PRESET_IDS, PRESETS } from './presets.ts';

export function LayoutMenu() {
  const dock = useDock();
  return dock === undefined ? null : <DockMenu dock={dock} />;
}

function DockMenu({ dock }: { dock: DockControl }) {
  const { go } = useRoom();
  const closed = useTools().filter(({ id }) => !dock.open.some((tab) => tab.id === id));
  return (
    <MenuTrigger>
      <Button kind="quiet">
        <Columns3 size={16} aria-hidden="true" /> Layout
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Layout">
          <MenuSection
            selectionMode="single"
            selectedKeys={[dock.preset]}
            disallowEmptySelection
            onSelectionChange={(keys) => {
              const chosen = PRESET_IDS.find((id) => keys !== 'all' && keys.has(id));
              if (chosen !== undefined && chosen !== dock.preset) dock.choose(chosen);
            }}
          >
            <Header className="menu-header">For a role</Header>
            {PRESET_IDS.map((id) => (
              <MenuItem key={id} id={id} className="menu-item" textValue={PRESETS[id].title}>
                {({ isSelected }) => (
                  <>
                    <span className="menu-check" aria-hidden="true">
                      {isSelected ? '✓' : ''}
                    </span>
                    <span>
                      {PRESETS[id].title}
                      <span className="small quiet menu-hint">{PRESETS[id].hint}</span>
                    </span>
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
          {closed.length > 0 && (
            <MenuSection>
              <Header className="menu-header">Open</Header>
              {closed.map(({ id, title, shortcut }) => (
                <MenuItem key={id} id={`open-${id}`} className="menu-item" textValue={title} onAction={() => go(id)}>
                  <span className="menu-check" />
                  <span className="grow">{title}</span>
                  <kbd>{shortcut}</kbd>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <MenuSection aria-label="Arrangement">
            <MenuItem id="reset" className="menu-item" onAction={dock.reset}>
              <span className="menu-check" />
              <span>Reset layout</span>
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
