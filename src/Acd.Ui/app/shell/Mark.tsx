/** The mark: a line of contacts, and the one that is served. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" role="img" aria-label="Acd">
      <rect width="24" height="24" rx="6" />
      <circle cx="6.6" cy="12" r="1.7" />
      <circle cx="11.4" cy="12" r="1.7" />
      <circle cx="17" cy="12" r="3.1" class="served" />
    </svg>
  );
}
