// A share by slider and by number: both take the keyboard, and the figure can be typed where a slider is too coarse for the hand.
import { Input, Label, NumberField, Slider, SliderThumb, SliderTrack } from 'react-aria-components';

export function ShareField({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const percent = Math.round(value * 100);
  return (
    <div className="share">
      <Slider
        className="share-slider"
        value={percent}
        onChange={(next) => onChange(Number(next) / 100)}
        minValue={0}
        maxValue={100}
        step={1}
      >
        <Label className="visually-hidden">{label}</Label>
        <SliderTrack className="slider-track">
          <div className="slider-fill" style={{ width: `${percent}%` }} />
          <SliderThumb className="slider-thumb" />
        </SliderTrack>
      </Slider>
      <NumberField
        className="field share-number"
        value={percent}
        minValue={0}
        maxValue={100}
        step={1}
        onChange={(next) => onChange((Number.isNaN(next) ? 0 : next) / 100)}
        aria-label={`${label}, percent`}
      >
        <Input />
      </NumberField>
      <span className="figure-unit" aria-hidden="true">
        %
      </span>
    </div>
  );
}
