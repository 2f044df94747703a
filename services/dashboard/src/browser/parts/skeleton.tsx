export function Skeleton({ lines }: { readonly lines: number }) {
  return (
    <div class="skeleton-lines" aria-busy="true">
      <span class="visually-hidden">Loading</span>
      {Array.from({ length: lines }, () => (
        <span class="skeleton" />
      ))}
    </div>
  );
}
