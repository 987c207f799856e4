import java.util.ArrayList;
import java.util.List;

/** What one look at the cluster shows. */
final class Judgement {
  /** Problems that may pass by waiting. */
  final List<String> problems = new ArrayList<>();
  /** Problems that will not. */
  final List<String> hopeless = new ArrayList<>();
  /** Whether the broker in question serves. */
  boolean serves = true;
  /** What to print when there is no problem. */
  String verdict = "";
}
