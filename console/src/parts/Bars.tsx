/** Counts as bars, oldest first. The words beside it say what they are. */
export function Bars({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values);
  return (
    <svg className="bars" viewBox={`0 0 ${values.length * 4} 24`} preserveAspectRatio="none" role="img" aria-label={label}>
      {values.map((value, place) => {
        const height = value === 0 ? 0.6 : 2 + (value / most) * 22;
        return <rect key={place} x={place * 4} y={24 - height} width={3} height={height} />;
      })}
    </svg>
  );
}
