"use client";
import { useTranslations } from "use-intl";

import { RowTable } from "@/components/admin/row-table";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useSizes } from "@/hooks/use-admin";

/** How large each table is. */
export function TableSizes() {
  const t = useTranslations();
  const { data, error, refetch } = useSizes();
  return (
    <section aria-labelledby="sizes" className="grid gap-3">
      <h2 id="sizes" className="text-2xl">
        {t("admin.sizes.title")}
      </h2>
      <p className="text-soft">{t("admin.sizes.text")}</p>
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton label={t("admin.sizes.loading")} /> : null}
      {data ? <RowTable caption={t("admin.sizes.title")} rows={data.items} /> : null}
    </section>
  );
}
