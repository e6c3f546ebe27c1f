import { Failure } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";

/** A screen that broke: said plainly, with a way to try again. */
export function BrokenScreen({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Page title="This page broke">
      <Failure error={error} onRetry={onRetry} />
    </Page>
  );
}
