/** A client of Kafka: {@code LinkClient MODE --name value …} does one thing and prints what it saw as one line of JSON. */
public final class LinkClient {
    public static void main(String[] arguments) {
        try {
            Options options = Options.parse(arguments);
            switch (options.mode()) {
                case "topic":
                    Topics.create(options);
                    break;
                case "metadata":
                    Metadata.print(options);
                    break;
                case "produce":
                case "load":
                    new Producing(options).run();
                    break;
                case "consume":
                    new Consuming(options).run();
                    break;
                default:
                    throw new IllegalArgumentException("no mode " + options.mode());
            }
        } catch (Exception error) {
            error.printStackTrace();
            System.exit(1);
        }
    }

    private LinkClient() {}
}
