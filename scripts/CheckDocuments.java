// Checks PDF files against the PDF/UA-1 profile of veraPDF; see check-documents.sh.

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class CheckDocuments {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int refused = 0;
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFUA_1)) {
                ValidationResult result =
                    Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
                int rules = result.getValidationProfile().getRules().size();
                System.out.printf("%s %s (%d rules)%n", result.isCompliant() ? "accepted" : "REFUSED", file, rules);
                Map<String, String> faults = new TreeMap<>();
                for (TestAssertion fault : result.getTestAssertions()) {
                    String rule = fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber();
                    faults.putIfAbsent(rule, fault.getMessage() + " (" + fault.getLocation().getContext() + ")");
                }
                faults.forEach((rule, message) -> System.out.println("  " + rule + ": " + message));
                if (!result.isCompliant()) {
                    refused++;
                }
            }
        }
        System.out.printf("%d file(s), %d refused%n", files.length, refused);
        System.exit(refused == 0 ? 0 : 1);
    }
}
