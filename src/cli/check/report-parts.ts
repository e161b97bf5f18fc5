import type { CheckReport, Detail, ReportedItem, ReportParts } from '../../lib/index.ts';

/** The parts of the library's report that stand beside the findings. */
export function reportParts({
  services,
  items,
  notChecked,
}: Pick<CheckReport, 'services' | 'items' | 'notChecked'>): ReportParts {
  return {
    ...(services.length > 0 && { services: services.map((each) => ({ ...each })) }),
    items: items.map((item): ReportedItem => ({
      ...(item as unknown as Detail),
      file: item.file,
      kind: item.kind,
    })),
    ...(notChecked.length > 0 && { notChecked: notChecked.map((each) => ({ ...each })) }),
  };
}
