/** The mark of the product: a bunk, two posts holding two decks, a pillow on each. */
export const BunkMark = ({ size = 28 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
  >
    <path d="M3 3v18M21 6v15M3 9.500h18M3 17.500h18" />
    <path d="M6 6.500h3.500M6 14.500h3.500" strokeWidth="2.800" />
  </svg>
);
