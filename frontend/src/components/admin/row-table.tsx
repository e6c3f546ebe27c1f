"use client";
import { useTranslations } from "use-intl";

interface RowTableProps {
  caption: string;
  rows: readonly { table: string; rows: number; bytes?: number }[];
}

/** How many rows each table has, and how large it is where that is known. */
export function RowTable({ caption, rows }: RowTableProps) {
  const t = useTranslations();
  const isSized = rows.some(({ bytes }) => bytes !== undefined);
  return (
    <table className="w-full max-w-xl text-left">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line">
          <th scope="col">{t("admin.stored.table")}</th>
          <th scope="col" className="text-right">
            {t("admin.stored.rows")}
          </th>
          {isSized ? (
            <th scope="col" className="text-right">
              {t("admin.stored.size")}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ table, rows: count, bytes }) => (
          <tr key={table}>
            <th scope="row" className="font-normal break-all">
              {table}
            </th>
            <td className="text-right">{t("admin.stored.count", { count })}</td>
            {isSized ? (
              <td className="text-right">{t("admin.stored.megabytes", { size: (bytes ?? 0) / 1_000_000 })}</td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
