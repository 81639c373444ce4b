import { create } from 'qrcode';
import { useMemo } from 'react';

const quietZone = 4;

/** A QR code drawn as one path; black on white in every colour scheme, so that every scanner reads it. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = useMemo(() => draw(text), [text]);
  const whole = size + 2 * quietZone;
  return (
    <svg
      viewBox={`${-quietZone} ${-quietZone} ${whole} ${whole}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};

// Dark modules of a row that touch become one bar.
const draw = (text: string) => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!modules.get(y, x)) continue;
      const begin = x;
      while (x + 1 < size && modules.get(y, x + 1)) x++;
      path += `M${begin} ${y}h${x + 1 - begin}v1H${begin}z`;
    }
  }
  return { size, path };
};
