import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates PDF files in one Java process: {@code java Validate.java ua1,3a a.pdf b.pdf}.
 *
 * Prints one line of JSON for each file and flavour; each failed rule once, with its count and its first context.
 */
public class Validate {
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < args.length; i++) {
            for (String name : args[0].split(",")) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                if (flavour == PDFAFlavour.NO_FLAVOUR) {
                    throw new IllegalArgumentException("no such flavour: " + name);
                }
                out.println(report(args[i], name, flavour));
            }
        }
    }

    private static String report(String file, String name, PDFAFlavour flavour) throws Exception {
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                first.putIfAbsent(assertion.getRuleId(), assertion);
            }
            StringJoiner failures = new StringJoiner(", ", "[", "]");
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId rule = failed.getKey();
                TestAssertion assertion = first.get(rule);
                failures.add("{\"clause\": " + quote(rule.getClause())
                    + ", \"test\": " + rule.getTestNumber()
                    + ", \"count\": " + failed.getValue()
                    + ", \"description\": " + quote(assertion == null ? "" : assertion.getMessage())
                    + ", \"context\": " + quote(assertion == null ? "" : assertion.getLocation().getContext()) + "}");
            }
            return "{\"file\": " + quote(file) + ", \"flavour\": " + quote(name)
                + ", \"compliant\": " + result.isCompliant() + ", \"failures\": " + failures + "}";
        }
    }

    private static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : (text == null ? "" : text).toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
