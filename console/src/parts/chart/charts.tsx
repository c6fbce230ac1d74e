import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { thinned, ticks } from './scale';

/** Okabe and Ito's colours, which stay apart for people who see few of them. */
export const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7f7f7f', '#b8a000'];

const HEIGHT = 260;
const LEFT = 48;
const RIGHT = 12;
const TOP = 10;
const LEGEND = 22;
const BOTTOM = 34;
const LABEL_WIDTH = 46;

export interface Series { name: string; values: number[] }

interface Plot { width: number; x: (part: number) => number; y: (value: number) => number }

/** Axes and legend around what is drawn. */
function Axes({ label, labels, most, whole, series, between, children }: { label: string; labels: string[]; most: number; whole: boolean; series: Series[]; between: boolean; children: (plot: Plot) => ReactNode }) {
  const { ref, width } = useElementSize();
  const steps = ticks(most, whole);
  const top = steps.at(-1) ?? 1;
  const legend = series.length > 1 ? LEGEND : 0;
  const height = HEIGHT + legend;
  const inner = Math.max(width - LEFT - RIGHT, 10);
  const plot: Plot = { width: inner, x: part => LEFT + part * inner, y: value => TOP + legend + (1 - value / top) * (HEIGHT - TOP - BOTTOM) };
  const every = thinned(labels.length, inner, LABEL_WIDTH);
  const place = (index: number) => (between ? (index + 0.5) / labels.length : index / Math.max(labels.length - 1, 1));
  const legendWidth = inner / Math.max(series.length, 1);
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} fontSize={12} fill="currentColor">
          {steps.map(step => (
            <g key={step}>
              <line x1={LEFT} x2={width - RIGHT} y1={plot.y(step)} y2={plot.y(step)} stroke="currentColor" strokeOpacity={step === 0 ? 0.6 : 0.15} />
              <text x={LEFT - 6} y={plot.y(step) + 4} textAnchor="end">{step}</text>
            </g>
          ))}
          {labels.map((text, index) => index % every === 0 && <text key={index} x={plot.x(place(index))} y={height - BOTTOM + 18} textAnchor={between || (index > 0 && index < labels.length - 1) ? 'middle' : index === 0 ? 'start' : 'end'}>{text}</text>)}
          {series.length > 1 && series.map((one, index) => (
            <g key={one.name} transform={`translate(${LEFT + index * legendWidth}, 6)`}>
              <rect width={10} height={10} y={1} fill={COLORS[index % COLORS.length]} />
              <text x={14} y={10}>{shortened(one.name, legendWidth)}</text>
            </g>
          ))}
          {children(plot)}
        </svg>
      )}
    </div>
  );
}

function shortened(name: string, width: number): string {
  const room = Math.max(3, Math.floor((width - 18) / 6.5));
  return name.length > room ? `${name.slice(0, room - 1)}…` : name;
}

/** Bars on top of each other, one for each label; counts. */
export function BarChart({ label, labels, series }: { label: string; labels: string[]; series: Series[] }) {
  const totals = labels.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
  return (
    <Axes label={label} labels={labels} most={Math.max(...totals, 0)} whole series={series} between>
      {plot =>
        labels.map((text, index) => {
          let below = 0;
          return (
            <g key={index}>
              {series.map((one, which) => {
                const value = one.values[index] ?? 0;
                const from = below;
                below += value;
                const wide = Math.max(1, (plot.width / labels.length) * 0.8);
                return value > 0 && (
                  <rect key={one.name} x={plot.x((index + 0.5) / labels.length) - wide / 2} width={wide} y={plot.y(below)} height={plot.y(from) - plot.y(below)} fill={COLORS[which % COLORS.length]}>
                    <title>{`${text} · ${one.name}: ${value}`}</title>
                  </rect>
                );
              })}
            </g>
          );
        })
      }
    </Axes>
  );
}

/** Lines over even steps; of counts if they are whole. A value that is not a number leaves a gap. */
export function LineChart({ label, labels, series, whole = false, filled = false }: { label: string; labels: string[]; series: Series[]; whole?: boolean; filled?: boolean }) {
  const most = Math.max(...series.flatMap(one => one.values.filter(Number.isFinite)), 0);
  return (
    <Axes label={label} labels={labels} most={most} whole={whole} series={series} between={false}>
      {plot =>
        series.map((one, which) => {
          const color = COLORS[which % COLORS.length];
          const points = one.values.map((value, index) => ({ x: plot.x(index / Math.max(one.values.length - 1, 1)), y: plot.y(value), known: Number.isFinite(value) }));
          let path = '';
          points.forEach((point, index) => {
            if (point.known) {
              path += `${points[index - 1]?.known ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
            }
          });
          const known = points.filter(point => point.known);
          return (
            <g key={one.name}>
              {filled && known.length > 1 && <path d={`${path}L${known.at(-1)?.x} ${plot.y(0)}L${known[0]?.x} ${plot.y(0)}Z`} fill={color} fillOpacity={0.2} />}
              <path d={path} fill="none" stroke={color} strokeWidth={2} strokeLinejoin="round" />
              {known.length < 60 && known.map(point => <circle key={point.x} cx={point.x} cy={point.y} r={2.5} fill={color} />)}
            </g>
          );
        })
      }
    </Axes>
  );
}

/** Names with a bar beside each. */
export function RankChart({ label, rows }: { label: string; rows: { name: string; value: number; text: string }[] }) {
  const { ref, width } = useElementSize();
  const row = 26;
  const names = Math.min(170, width * 0.4);
  const most = Math.max(...rows.map(one => one.value), 1e-9);
  const height = Math.max(rows.length, 1) * row;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} fontSize={13} fill="currentColor">
          {rows.map((one, index) => (
            <g key={one.name} transform={`translate(0, ${index * row})`}>
              <text x={names - 8} y={18} textAnchor="end">{shortened(one.name, names)}</text>
              <rect x={names} y={5} height={16} rx={2} width={Math.max(1, ((width - names - 110) * one.value) / most)} fill={COLORS[0]} />
              <text x={names + Math.max(1, ((width - names - 110) * one.value) / most) + 6} y={18}>{one.text}</text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
