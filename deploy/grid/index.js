// What the data table needs of AG Grid Community, and nothing else of it.
import {
  ModuleRegistry, createGrid, themeQuartz,
  InfiniteRowModelModule, ColumnApiModule, CellStyleModule, LocaleModule, ScrollApiModule,
  EventApiModule, TooltipModule, RowApiModule, RenderApiModule, CellApiModule,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
  InfiniteRowModelModule, ColumnApiModule, CellStyleModule, LocaleModule, ScrollApiModule,
  EventApiModule, TooltipModule, RowApiModule, RenderApiModule, CellApiModule,
]);

export { createGrid, themeQuartz };
