import type { Diagnostic, Path } from '../engine/diagnostic';
import type { AttributePath, WireDiagnostic } from './messages';

/** Writes messages to the user. */
export function diagnosticMessages(diagnostics: readonly Diagnostic[]): WireDiagnostic[] {
  return diagnostics.map(({ path, ...text }) =>
    path.length > 0 ? { ...text, attribute: pathMessage(path) } : text,
  );
}

/** Writes the way to an attribute. */
export function pathMessage(path: Path): AttributePath {
  return {
    steps: path.map((step) => (typeof step === 'number' ? { elementKeyInt: step } : { attributeName: step })),
  };
}
