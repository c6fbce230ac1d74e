import { useElementSize } from '@mantine/hooks';
import { COLORS } from '../../parts/chart/charts';
import type { Effort } from './useInsights';

const ROW = 24;
const AXIS = 26;
const DAY_MILLIS = 86_400_000;

/** When each camera worked, one line a camera; what is empty is a gap. */
export function EffortChart({ effort, label }: { effort: Effort[]; label: string }) {
  const { ref, width } = useElementSize();
  const names = Math.min(150, width * 0.35);
  const numbers = 44;
  const days = effort.flatMap(one => one.stretches.flatMap(part => [Date.parse(part.from), Date.parse(part.to) + DAY_MILLIS]));
  const first = Math.min(...days);
  const last = Math.max(...days);
  const height = effort.length * ROW + AXIS;
  const x = (at: number) => names + ((at - first) / Math.max(last - first, 1)) * (width - names - numbers);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && effort.length > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} fontSize={12} fill="currentColor">
          {effort.map((one, index) => (
            <g key={one.cameraId} transform={`translate(0, ${index * ROW})`}>
              <text x={names - 8} y={16} textAnchor="end">{one.camera.length > names / 7 ? `${one.camera.slice(0, Math.floor(names / 7))}…` : one.camera}</text>
              <line x1={names} x2={width - numbers} y1={12} y2={12} stroke="currentColor" strokeOpacity={0.2} />
              {one.stretches.map(part => (
                <rect key={part.from} x={x(Date.parse(part.from))} width={Math.max(2, x(Date.parse(part.to) + DAY_MILLIS) - x(Date.parse(part.from)))} y={5} height={14} rx={2} fill={COLORS[2]}>
                  <title>{`${part.from} – ${part.to}: ${part.days}`}</title>
                </rect>
              ))}
              <text x={width} y={16} textAnchor="end">{one.trapDays}</text>
            </g>
          ))}
          <text x={names} y={height - 6}>{day(first)}</text>
          <text x={width - numbers} y={height - 6} textAnchor="end">{day(last - DAY_MILLIS)}</text>
        </svg>
      )}
    </div>
  );
}
