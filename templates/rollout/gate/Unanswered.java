/** The cluster has not answered a question, which may pass by waiting; the message names the question. */
final class Unanswered extends Exception {
  private static final long serialVersionUID = 1L;

  Unanswered(String message) {
    super(message);
  }
}
