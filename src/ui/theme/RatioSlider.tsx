// A share from 0 to 100 % by slider and by arrow keys, with the figure beside it.
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';

interface Props {
  label: string;
  /** 0..1; undefined until somebody says it */
  value: number | undefined;
  onChange: (value: number) => void;
  onCommit?: (value: number) => void;
  hideLabel?: boolean;
}

export function RatioSlider({ label, value, onChange, onCommit, hideLabel = false }: Props) {
  const percent = Math.round((value ?? 0.5) * 100);
  return (
    <Slider
      className="slider"
      value={percent}
      onChange={(next) => onChange(Number(next) / 100)}
      {...(onCommit ? { onChangeEnd: (next: number | number[]) => onCommit(Number(next) / 100) } : {})}
      minValue={0}
      maxValue={100}
      step={1}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <SliderOutput className="figure-value">{value === undefined ? 'not said' : `${percent} %`}</SliderOutput>
      <SliderTrack className="slider-track">
        <div className="slider-fill" style={{ width: value === undefined ? 0 : `${percent}%` }} />
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
    </Slider>
  );
}
